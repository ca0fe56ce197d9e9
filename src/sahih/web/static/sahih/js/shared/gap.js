// What is still empty on a sheet: rows marked .gap and fields marked [data-gap] by the server.
const GAPS = ".kuk.gap, .field[data-gap]";
const CONTROLS = "input:not([type=hidden]), textarea, select";

export const gaps = () => [...document.querySelectorAll(GAPS)].filter((gap) => !gap.querySelector(GAPS));

export const focusFirst = (element) => {
  const control = element.querySelector("input:checked") ?? element.querySelector(CONTROLS);
  control?.focus({ preventScroll: true });
  element.scrollIntoView({ block: "center" });
};

export const isAnswered = (element) =>
  [...element.querySelectorAll(CONTROLS)].some((control) =>
    control.type === "radio" || control.type === "checkbox" ? control.checked : control.value.trim() !== "");
