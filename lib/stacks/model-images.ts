// Models run in AWS's own XGBoost image, so a deployment builds no image: it names one, and brings the files of the model.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * XGBoost 3.0.5 on Python 3.10, as models/requirements.txt has it for training. The older image that AWS still lists, 1.7-1,
 * runs on Python 3.8, which gets no more security fixes; a later XGBoost reads the files of an earlier one, not the reverse.
 */
export const xgboostImageTag = '3.0-5';
export const xgboostRepository = 'sagemaker-xgboost';

/** AWS's registry account of each region, after `image_uri_config/xgboost.json` of the SageMaker Python SDK. */
export const xgboostAccounts: Readonly<Record<string, string>> = {
  'af-south-1': '510948584623',
  'ap-east-1': '651117190479',
  'ap-northeast-1': '354813040037',
  'ap-northeast-2': '366743142698',
  'ap-northeast-3': '867004704886',
  'ap-south-1': '720646828776',
  'ap-south-2': '628508329040',
  'ap-southeast-1': '121021644041',
  'ap-southeast-2': '783357654285',
  'ap-southeast-3': '951798379941',
  'ap-southeast-4': '106583098589',
  'ca-central-1': '341280168497',
  'ca-west-1': '190319476487',
  'cn-north-1': '450853457545',
  'cn-northwest-1': '451049120500',
  'eu-central-1': '492215442770',
  'eu-central-2': '680994064768',
  'eu-north-1': '662702820516',
  'eu-south-1': '978288397137',
  'eu-south-2': '104374241257',
  'eu-west-1': '141502667606',
  'eu-west-2': '764974769150',
  'eu-west-3': '659782779980',
  'il-central-1': '898809789911',
  'me-central-1': '272398656194',
  'me-south-1': '801668240914',
  'sa-east-1': '737474898029',
  'us-east-1': '683313688378',
  'us-east-2': '257758044811',
  'us-gov-east-1': '237065988967',
  'us-gov-west-1': '414596584902',
  'us-west-1': '746614075791',
  'us-west-2': '246618743249',
};

/** AWS hosts no XGBoost image in the region. */
export class ModelImageUnknownError extends Error {
  override readonly name = 'ModelImageUnknownError';
}

/** Address of the image in a region. @throws ModelImageUnknownError */
export const xgboostImage = (region: string): string => {
  const account = Object.hasOwn(xgboostAccounts, region) ? xgboostAccounts[region] : undefined;
  if (account === undefined)
    throw new ModelImageUnknownError(
      `There is no XGBoost image in ${JSON.stringify(region)}; deploy with models in-process, or to one of ${Object.keys(xgboostAccounts).join(', ')}`,
    );
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `${account}.dkr.ecr.${region}.${suffix}/${xgboostRepository}:${xgboostImageTag}`;
};

/** Tells the image to serve by the archive's own `code/inference.py` (script mode). */
export const xgboostEnvironment: Readonly<Record<string, string>> = {
  SAGEMAKER_PROGRAM: 'inference.py',
  SAGEMAKER_SUBMIT_DIRECTORY: '/opt/ml/model/code',
};

type ArchiveFile = { readonly path: string; readonly bytes: Uint8Array };

const blockBytes = 512;
// The name field of the header; a longer path would need the prefix field, and no model has one.
const pathBytesMax = 100;

/** Header of one regular file in the ustar form of POSIX.1-1988: octal texts, and a sum over the header itself. */
const ustarHeader = ({ path, bytes }: ArchiveFile): Uint8Array => {
  if (Buffer.byteLength(path) > pathBytesMax) throw new RangeError(`${path} is longer than ${pathBytesMax} bytes`);
  const header = Buffer.alloc(blockBytes);
  const octal = (value: number, offset: number, length: number): void => {
    header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, offset, 'ascii');
  };
  header.write(path, 0, 'utf8');
  octal(0o644, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(bytes.length, 124, 12);
  octal(0, 136, 12);
  header.write('        ', 148, 'ascii');
  header.write('0', 156, 'ascii');
  header.write('ustar\x0000', 257, 'ascii');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'ascii');
  return header;
};

/** A tar archive of regular files, the same bytes on every machine. */
export const ustarArchive = (files: readonly ArchiveFile[]): Buffer => {
  const blocks = files.flatMap((file) => [
    ustarHeader(file),
    file.bytes,
    Buffer.alloc((blockBytes - (file.bytes.length % blockBytes)) % blockBytes),
  ]);
  // Two empty blocks end the archive.
  return Buffer.concat([...blocks, Buffer.alloc(2 * blockBytes)]);
};

// Where the gzip header names the operating system; 255 is "unknown", so that every machine writes the same bytes.
const gzipSystemOffset = 9;

const gzip = (bytes: Uint8Array): Buffer => {
  // Stored, not compressed: builds of zlib differ in what they make of the same input, and the hash of the archive decides
  // whether a deployment replaces the endpoint. The time in the header is 0.
  const packed = gzipSync(bytes, { level: 0 });
  packed[gzipSystemOffset] = 255;
  return packed;
};

/**
 * `model.tar.gz` of one model, the same bytes on every machine. The root holds the model alone, because the image takes every
 * file there for a member of an ensemble; `code/` serves it, and `meta/` says what it is.
 * @param modelFolder such as `models/fraud`
 */
export const modelArchive = (modelFolder: string): Buffer => {
  const read = (path: string, ...from: readonly string[]): ArchiveFile => ({ path, bytes: readFileSync(join(modelFolder, ...from)) });
  const meta = readdirSync(join(modelFolder, 'artefact', 'meta')).filter((name) => name.endsWith('.json'));
  return gzip(
    ustarArchive([
      read('model.json', 'artefact', 'model.json'),
      read('code/inference.py', '..', 'common', 'inference.py'),
      ...meta.toSorted().map((name) => read(`meta/${name}`, 'artefact', 'meta', name)),
    ]),
  );
};
