// Real servers and kernels take seconds to start, and more on a loaded machine.
jest.setTimeout(120_000);
