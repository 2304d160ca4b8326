/** Heed's mark: an ear that is also a ring running out. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.75"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M16 5a11 11 0 1 0 11 11" />
      <path d="M16 10.5a5.5 5.5 0 1 0 5.5 5.5" />
      <circle cx="16" cy="16" r="1.4" fill="currentColor" stroke="none" />
    </svg>
  );
}
