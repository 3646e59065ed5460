"""A Kedro project with the nodes of test/bench/programs/pipeline.cjs."""
