// Where the browser cannot encrypt but can run this: the slip's code from the address goes into its box.
"use strict";
(() => {
  const box = document.getElementById("vote_token");
  if (box && !box.value && location.hash) box.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
})();
