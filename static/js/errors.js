// Whoever sent something that has to be put right hears of that first.
document.querySelector(".errors")?.focus();
