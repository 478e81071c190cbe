import { NativeSelect, type NativeSelectProps } from '@mantine/core';
import { countries, currencies } from './regions.ts';

type ChoiceProps = Omit<NativeSelectProps, 'data' | 'value' | 'onChange'> & {
  readonly value: string;
  readonly onChange: (value: string) => void;
};

const choose = (label: string) => ({ value: '', label });

/** The browser's own list: by letters at a desk, by the phone's wheel on a phone. */
export const Choice = ({
  options,
  onChange,
  ...others
}: ChoiceProps & { readonly options: readonly { readonly value: string; readonly label: string }[] }) => (
  <NativeSelect {...others} data={[...options]} onChange={(event) => onChange(event.currentTarget.value)} />
);

export const CountryChoice = (props: ChoiceProps) => (
  <Choice
    {...props}
    options={[choose('Choose a country'), ...countries().map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))]}
  />
);

export const CurrencyChoice = ({ none, ...props }: ChoiceProps & { readonly none?: string }) => (
  <Choice
    {...props}
    options={[...(none === undefined ? [] : [choose(none)]), ...currencies().map((code) => ({ value: code, label: code }))]}
  />
);
