// What starts threads or tries thousands of cases takes a second alone, and more than jest's five on a loaded machine.
jest.setTimeout(60_000);
