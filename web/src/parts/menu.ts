import type { IconName } from './icons';

/** An entry of a menu: it runs something, or downloads what is at an address. */
export interface MenuItem {
  label: string;
  icon: IconName;
  run?: () => void;
  href?: string;
  /** The name of the downloaded file; without it the server's. */
  download?: string;
  disabled?: boolean;
  danger?: boolean;
}
