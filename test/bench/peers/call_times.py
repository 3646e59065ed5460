"""What a call cost its caller, by the rules of test/bench/programs/describe-calls.cjs."""

CHUNK_LENGTH = 1000


def describe_calls(nanoseconds: list[int]) -> dict[str, float]:
    chunks = [
        sum(chunk) / len(chunk) / 1000
        for start in range(0, len(nanoseconds), CHUNK_LENGTH)
        if (chunk := nanoseconds[start : start + CHUNK_LENGTH])
    ]
    ordered = sorted(nanoseconds)
    return {
        "median": sorted(chunks)[len(chunks) // 2],
        "p99": ordered[int(len(ordered) * 0.99)] / 1000,
    }
