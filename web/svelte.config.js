// One place for the compiler's options: runes everywhere, so that nobody
// mixes two ways of keeping state.
export default { compilerOptions: { runes: true } };
