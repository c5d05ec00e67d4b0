// A policy's file is its text.
declare module "*.pol" {
  const text: string;
  export default text;
}
