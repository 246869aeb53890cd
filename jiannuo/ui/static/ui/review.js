// The reviewer's table: quick phrases go into the opinion, and the list marks the case that is open.
document.addEventListener("click", (event) => {
  const phrase = event.target.closest("[data-phrase]");
  if (phrase) {
    const box = document.getElementById(phrase.dataset.phraseFor);
    box.value = phrase.dataset.phrase;
    box.focus();
  }
  const link = event.target.closest("[data-queue] a[href]");
  if (!link) return;
  document.querySelectorAll("[data-queue] [aria-current]").forEach((a) => a.removeAttribute("aria-current"));
  link.setAttribute("aria-current", "true");
  link.scrollIntoView({ block: "nearest" });
});

// On a phone the case takes the place of the list.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "case") event.target.closest(".review-page")?.classList.remove("is-list");
});
