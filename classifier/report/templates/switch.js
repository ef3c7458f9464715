"use strict";
document.documentElement.classList.add("scripted");
addEventListener("DOMContentLoaded", () => {
  const root = document.documentElement;
  document.getElementById("language").addEventListener("click", () => {
    root.lang = root.lang === "ar" ? "en" : "ar";
    root.dir = root.lang === "ar" ? "rtl" : "ltr";
    for (const element of document.querySelectorAll("[data-aria-label-ar]")) {
      element.setAttribute("aria-label", element.getAttribute(`data-aria-label-${root.lang}`));
    }
  });
});
