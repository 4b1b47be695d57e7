// Things that settings name and that lie in a region: keys and key stores. Nobody would hear of an alarm outside of the watched regions.
import { KEY_ARN } from "./settingForms";

interface Placed {
  readonly id: string;
  readonly region: string;
}

/** A key by its ARN, or by its id in the home region. */
export function keyPlace(key: string, homeRegion: string): { keyId: string; region: string } {
  return KEY_ARN.test(key)
    ? { keyId: key.slice(key.indexOf("/") + 1), region: key.split(":")[3] ?? "" }
    : { keyId: key, region: homeRegion };
}

/** What is wrong with where they are, or named twice. */
export function placedProblems(
  setting: string,
  things: readonly Placed[],
  watchedRegions: readonly string[],
): readonly string[] {
  const names = things.map(({ id, region }) => `${id} in ${region}`);
  return [
    ...things
      .filter(({ region }) => !watchedRegions.includes(region))
      .map(({ id, region }) => {
        return `${setting}: ${id} in ${region} is not in a watched region (${watchedRegions.join(", ")})`;
      }),
    ...names
      .filter((name, index) => names.indexOf(name) < index)
      .map((name) => `${setting}: ${name} is named twice`),
  ];
}
