import { lookup } from "../../lookup";

// In which part of AWS am I? The emulator plays the commercial one.

export default lookup(() =>
  Promise.resolve({
    id: "aws",
    partition: "aws",
    dnsSuffix: "amazonaws.com",
    reverseDnsPrefix: "com.amazonaws",
  }),
);
