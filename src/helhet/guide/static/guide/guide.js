// Extras only: every page of the guide works without this file.
"use strict";

for (const hint of document.querySelectorAll("[data-without-script]")) {
  hint.hidden = true;
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const from = document.getElementById(button.dataset.copy);
  const told = document.getElementById("kopierat");
  button.hidden = false;
  button.addEventListener("click", async () => {
    from.select();
    try {
      await navigator.clipboard.writeText(from.value);
      told.textContent = "Länken är kopierad.";
    } catch {
      told.textContent = "Länken är markerad. Kopiera den med Ctrl+C.";
    }
  });
}

document.getElementById("fel")?.focus();
