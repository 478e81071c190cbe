import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { type PageTab, TabbedPage } from '../../shared/tabbed-page.tsx';
import { PurchaseOrdersTab } from './purchase-orders-tab.tsx';
import { TransfersTab } from './transfers-tab.tsx';

const tabs = [
  { value: 'transfers', label: 'Transfers', Panel: TransfersTab },
  { value: 'purchase-orders', label: 'Purchase orders', Panel: PurchaseOrdersTab },
] as const satisfies readonly PageTab[];

/** Goods on their way: from one location to another, and from suppliers. */
export const SupplyPage = () => {
  const { may } = useSession();
  return (
    <TabbedPage
      title="Supply"
      about="Goods on their way: transfers between locations, and purchase orders with suppliers. What is announced here can be promised to orders."
      actions={
        may('inventory:write') && (
          <>
            <Button component={Link} to="/supply/new-transfer" variant="default">
              New transfer
            </Button>
            <Button component={Link} to="/supply/new-purchase-order" variant="default">
              New purchase order
            </Button>
          </>
        )
      }
      tabs={tabs}
    />
  );
};
