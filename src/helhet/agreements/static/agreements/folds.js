// An extra only: browsers open a fold that an address leads into by themselves, save older ones.
"use strict";

function openAround() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folds = [];
  for (let fold = target?.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) {
    folds.push(fold);
  }
  for (const fold of folds) {
    fold.open = true;
  }
  if (folds.length) {
    target.scrollIntoView();
  }
}

addEventListener("hashchange", openAround);
openAround();
