/** An attachment that tells whether an element is on the screen, now and whenever that changes. */
export function inView(tell: (seen: boolean) => void): (node: Element) => () => void {
  return (node) => {
    const observer = new IntersectionObserver((entries) => {
      const last = entries.at(-1);
      if (last) tell(last.isIntersecting);
    });
    observer.observe(node);
    return () => observer.disconnect();
  };
}
