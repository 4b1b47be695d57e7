// Things that settings name and that lie in a region: keys and key stores. Nobody would hear of an alarm outside of the watched regions.
import type { NamedKey } from "./describeKey";
import { KEY_ARN } from "./settingForms";

interface Placed {
  readonly id: string;
  readonly region: string;
}

/** A key by its ARN, or by its id in the home region. */
export function keyPlace(name: string, homeRegion: string): NamedKey & { readonly keyId: string } {
  return KEY_ARN.test(name)
    ? { name, keyId: name.slice(name.indexOf("/") + 1), region: name.split(":")[3] ?? "" }
    : { name, keyId: name, region: homeRegion };
}

/** What is wrong with where they are. */
export function placedProblems(
  setting: string,
  things: readonly Placed[],
  watchedRegions: readonly string[],
): readonly string[] {
  return things
    .filter(({ region }) => !watchedRegions.includes(region))
    .map(({ id, region }) => {
      return `${setting}: ${id} in ${region} is not in a watched region (${watchedRegions.join(", ")})`;
    });
}
