import { Stack, Table, Text } from '@mantine/core';
import { Copyable } from '../../shared/copyable.tsx';
import { Section } from '../../shared/section.tsx';

type Kind = {
  readonly name: string;
  readonly file: string;
  readonly about: string;
  readonly columns: readonly (readonly [name: string, meaning: string])[];
};

const kinds: readonly Kind[] = [
  {
    name: 'Products',
    file: 'products.csv',
    about: 'Each row makes a product or replaces the one of its SKU.',
    columns: [
      ['sku', 'needed'],
      ['title', 'needed'],
      ['price', 'such as 19.90'],
      ['currency', 'such as EUR; needed with a price'],
      ['weight_grams', 'a whole number'],
      ['requires_shipping', 'yes or no; yes without it'],
      ['barcode', 'GTIN, EAN or UPC'],
      ['cold_chain, hazmat', 'yes or no; no without it'],
      ['available_from', 'sold from this instant on, in UTC'],
      ['ships_from', 'countries it may be sent from; any without it'],
      ['location_types', 'kinds of location that may send it; any without it'],
    ],
  },
  {
    name: 'Locations',
    file: 'locations.csv',
    about: 'Each row makes a location or replaces the one of its id.',
    columns: [
      ['location_id', 'needed'],
      ['name', 'needed'],
      ['type', 'needed: warehouse, store, 3pl or supplier'],
      ['country', 'needed: two letters, such as DE'],
      ['region', 'state or province'],
      ['postal_code', ''],
      ['latitude, longitude', 'degrees; both or none'],
      ['active', 'yes or no; yes without it'],
      ['handling_cost_per_parcel, handling_cost_per_line', 'minor units; 150 and 25 without it'],
      ['capacity_per_day', 'parcels; no limit without it'],
      ['staffing_percent', '0 to 100; 100 without it'],
      ['processing_hours', 'from an order until its parcel leaves; 0 without it'],
      ['capabilities', 'cold_chain, hazmat or both'],
      ['ships_to', 'countries; all without it'],
      ['pickup', 'yes or no; yes for stores without it'],
    ],
  },
  {
    name: 'Stock',
    file: 'stock.csv',
    about: 'Each row is a count, which replaces what the book says, or units that have arrived, which are added to it.',
    columns: [
      ['sku', 'needed'],
      ['location_id', 'needed'],
      ['on_hand', 'what was counted; or'],
      ['quantity', 'what has arrived'],
      ['reason', 'why, for the book'],
    ],
  },
];

/** How files are read in: by the command line, because a file of a million rows takes longer than a page can wait. */
export const ImportTab = () => (
  <Stack>
    <Text size="sm" maw={720}>
      Files are read in on the command line of the installation. The dry run checks every row and writes nothing; rows that are refused are
      named with the reason and do not hold up the others. The same file again changes nothing. Columns may stand in any order, and common
      names for them are understood.
    </Text>
    {kinds.map(({ name, file, about, columns }) => (
      <Section key={name} title={name}>
        <Stack gap="sm">
          <Text size="sm">{about}</Text>
          <Copyable label={`Command for a dry run of ${file}`} value={`npm run -s oms -- import ${name.toLowerCase()} ${file} --dry-run`} />
          <Copyable label={`Command that reads ${file} in`} value={`npm run -s oms -- import ${name.toLowerCase()} ${file}`} />
          <Table aria-label={`Columns of ${file}`} withRowBorders={false} verticalSpacing={2} w="auto">
            <Table.Tbody>
              {columns.map(([column, meaning]) => (
                <Table.Tr key={column}>
                  <Table.Th scope="row" className="mono" fw={500}>
                    {column}
                  </Table.Th>
                  <Table.Td className="muted">{meaning}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Stack>
      </Section>
    ))}
  </Stack>
);
