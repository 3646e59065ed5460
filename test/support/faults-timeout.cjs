// thousands of records pass through a server that is killed on the way
jest.setTimeout(1_800_000);
