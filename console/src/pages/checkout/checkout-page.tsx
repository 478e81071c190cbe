import { SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '../../session/session.tsx';
import { CountryChoice, CurrencyChoice } from '../../shared/choices.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import type { MessageOf } from '../../shared/field-message.ts';
import { PageHeader } from '../../shared/page-header.tsx';
import { Section } from '../../shared/section.tsx';
import { emptyLine, LineFields } from '../routing/line-fields.tsx';
import { type DeliveryOptions, type Promotions, questionsOf, type ReturnRisk, type TypedCart } from './checkout-words.ts';
import { DeliveryAnswer } from './delivery-answer.tsx';
import { PromotionsAnswer } from './promotions-answer.tsx';
import { PromotionsSection } from './promotions-section.tsx';
import { ReturnAnswer } from './return-answer.tsx';
import { TasteSection } from './taste-section.tsx';

type Told = { readonly delivery: DeliveryOptions; readonly returns: ReturnRisk; readonly promotions: Promotions };

const emptyCart = (): TypedCart => ({ lines: [emptyLine()], currency: 'USD', country: '', region: '', postalCode: '', email: '' });

type CartFieldsProps = { readonly cart: TypedCart; readonly onChange: (cart: TypedCart) => void; readonly messageOf: MessageOf };

const CartFields = ({ cart, onChange, messageOf }: CartFieldsProps) => (
  <>
    <LineFields lines={cart.lines} onChange={(lines) => onChange({ ...cart, lines })} messageOf={messageOf} />
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <CountryChoice
        label="To country"
        value={cart.country}
        error={messageOf('destination.country')}
        onChange={(country) => onChange({ ...cart, country })}
      />
      <TextInput
        label="Region"
        description="State or province, such as NY"
        value={cart.region}
        error={messageOf('destination.region')}
        onChange={(event) => onChange({ ...cart, region: event.currentTarget.value })}
      />
      <TextInput
        label="Postal code"
        description="Its beginning is enough"
        autoComplete="off"
        value={cart.postalCode}
        error={messageOf('destination.postal_code')}
        onChange={(event) => onChange({ ...cart, postalCode: event.currentTarget.value })}
      />
      <CurrencyChoice
        label="Currency"
        value={cart.currency}
        error={messageOf('currency')}
        onChange={(currency) => onChange({ ...cart, currency })}
      />
      <TextInput
        type="email"
        label="E-mail of the customer"
        description="May be left empty. Nothing of theirs is read without their consent to personalisation."
        autoComplete="off"
        value={cart.email}
        error={messageOf('customer.email', 'customer')}
        onChange={(event) => onChange({ ...cart, email: event.currentTarget.value })}
      />
    </SimpleGrid>
  </>
);

/** What a shop would be told at its checkout: ways of delivery, promotions, and how likely the goods come back. */
export const CheckoutPage = () => {
  const api = useApi();
  const [cart, setCart] = useState(emptyCart);
  const [told, setTold] = useState<Told>();
  const ask = async (): Promise<void> => {
    const { delivery, returns, promotions } = questionsOf(cart);
    setTold(undefined);
    const [deliveryOptions, returnRisk, offered] = await Promise.all([
      api.offerDeliveryOptions({ body: delivery }),
      api.assessReturnRisk({ body: returns }),
      api.offerPromotions({ body: promotions }),
    ]);
    setTold({ delivery: deliveryOptions, returns: returnRisk, promotions: offered });
  };
  return (
    <>
      <PageHeader
        title="Checkout trial"
        about="What a shop is told while a customer fills a cart: how the goods could come and when, which promotions it gets, and how likely the goods come back. No order is placed and nothing is reserved."
      />
      <Stack>
        <Section title="A cart">
          <EditForm submitLabel="Ask" run={ask}>
            {(messageOf) => <CartFields cart={cart} onChange={setCart} messageOf={messageOf} />}
          </EditForm>
        </Section>
        {told && (
          <div role="region" aria-label="What the shop is told" aria-live="polite">
            <Stack>
              <DeliveryAnswer answer={told.delivery} />
              <PromotionsAnswer answer={told.promotions} />
              <ReturnAnswer answer={told.returns} />
            </Stack>
          </div>
        )}
        <PromotionsSection />
        <TasteSection />
      </Stack>
    </>
  );
};
