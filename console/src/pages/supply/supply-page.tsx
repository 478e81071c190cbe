import { Button, Tabs } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { PageHeader } from '../../shared/page-header.tsx';
import { PurchaseOrdersTab } from './purchase-orders-tab.tsx';
import { TransfersTab } from './transfers-tab.tsx';

/** Goods on their way: from one location to another, and from suppliers. */
export const SupplyPage = () => {
  const { may } = useSession();
  const [query, setQuery] = useSearchParams();
  const tab = query.get('tab') === 'purchase-orders' ? 'purchase-orders' : 'transfers';
  return (
    <>
      <PageHeader
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
      />
      <Tabs
        value={tab}
        onChange={(value) => setQuery(value === 'purchase-orders' ? { tab: value } : {}, { replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="transfers">Transfers</Tabs.Tab>
          <Tabs.Tab value="purchase-orders">Purchase orders</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="transfers">
          <TransfersTab />
        </Tabs.Panel>
        <Tabs.Panel value="purchase-orders">
          <PurchaseOrdersTab />
        </Tabs.Panel>
      </Tabs>
    </>
  );
};
