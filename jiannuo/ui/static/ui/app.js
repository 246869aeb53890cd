// Small things on every page. Nothing here is needed: each page works without it.
document.documentElement.classList.add("has-js");

// A form is sent once: its buttons rest after the first click (and wake when the page is shown again).
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  setTimeout(() => form.querySelectorAll("button[type=submit]").forEach((b) => b.classList.add("busy")), 0);
  setTimeout(() => wake(form), 8000);
});
function wake(form) {
  delete form.dataset.sent;
  form.querySelectorAll("button.busy").forEach((b) => b.classList.remove("busy"));
}
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(wake));
document.addEventListener("htmx:afterRequest", (event) => { if (event.target.matches?.("form")) wake(event.target); });

document.addEventListener("click", async (event) => {
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    await navigator.clipboard?.writeText(copy.dataset.copy);
    const word = copy.querySelector("span");
    if (word) { word.textContent = "已复制"; setTimeout(() => { word.textContent = "复制"; }, 2000); }
  }
  // The account menu closes when one taps elsewhere.
  document.querySelectorAll("details.account[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  const all = event.target.closest("[data-check-all]");
  if (all) document.querySelectorAll(`input[type=checkbox][name="${CSS.escape(all.dataset.checkAll)}"]`).forEach((box) => { box.checked = all.checked; });
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelectorAll("details.account[open]").forEach((menu) => { menu.open = false; });
});

// Characters typed so far, for boxes with data-count.
function count(box) {
  const place = document.querySelector(`[data-counter-of="${CSS.escape(box.id)}"]`);
  if (!place) return;
  const typed = [...box.value].length;
  const limit = Number(box.dataset.count);
  // The limit is mentioned only when it comes near.
  place.textContent = typed > limit * 0.8 ? `${typed} 字／最多 ${limit} 字` : typed ? `${typed} 字` : "";
  place.classList.toggle("over", typed > limit);
}
document.addEventListener("input", (event) => { if (event.target.dataset?.count) count(event.target); });
document.querySelectorAll("[data-count]").forEach(count);

document.querySelector(".error-summary:not([data-sample] *)")?.focus();
document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });
