// Keys of a queue: every element with data-key="p" is clicked by P. In <… data-queue> J and K move through its links.
const typing = (element) => element.matches?.("input:not([type=checkbox], [type=radio]), textarea, select") || element.isContentEditable;

function move(step) {
  const links = [...document.querySelectorAll("[data-queue] a[href]")];
  if (!links.length) return;
  const here = links.findIndex((a) => a.getAttribute("aria-current"));
  const next = links[Math.min(links.length - 1, Math.max(0, here + step))];
  if (next && next !== links[here]) next.click();
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const key = event.key.toLowerCase();
  if (key === "j") move(1);
  else if (key === "k") move(-1);
  else {
    const target = document.querySelector(`[data-key="${CSS.escape(key)}"]:not([aria-disabled])`);
    if (!target) return;
    event.preventDefault();
    if (target.matches("details")) target.open = !target.open;
    else if (target.matches("textarea, input:not([type=checkbox], [type=radio])")) target.focus();
    else target.click();
    return;
  }
  event.preventDefault();
});
