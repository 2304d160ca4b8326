import type { KeyboardEvent, ReactNode } from 'react';

type Tab<Value extends string> = {
  value: Value;
  label: ReactNode;
  className?: string | undefined;
  title?: string | undefined;
};

type Props<Value extends string> = {
  label: string;
  tabs: Tab<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  className?: string | undefined;
  /** The id of the panel that the chosen tab fills. */
  panelId?: string;
};

/** Tabs as ARIA describes them: one stop for the Tab key, arrows between them, the chosen one reachable. */
export function Tabs<Value extends string>({ label, tabs, value, onChange, className, panelId }: Props<Value>) {
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const step = arrowStep(event);
    if (step === undefined) return;
    event.preventDefault();
    const at = tabs.findIndex(tab => tab.value === value);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    onChange(next.value);
    const list = event.currentTarget;
    requestAnimationFrame(() => list.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
  }
  return (
    <div role="tablist" aria-label={label} className={className} onKeyDown={onKeyDown}>
      {tabs.map(tab => (
        <button
          key={tab.value}
          type="button"
          role="tab"
          aria-selected={tab.value === value}
          aria-controls={tab.value === value ? panelId : undefined}
          tabIndex={tab.value === value ? 0 : -1}
          className={tab.className}
          title={tab.title}
          onClick={() => onChange(tab.value)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}

function arrowStep(event: KeyboardEvent<HTMLElement>): 1 | -1 | undefined {
  const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  if (event.key === forward) return 1;
  if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') return -1;
  return undefined;
}
