"""Runs Jupyter's own conformance tests against the TypeScript kernel."""

import unittest

import jupyter_kernel_test


class TracksideKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = "trackside"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('oops')"
    completion_samples = [
        {"text": "Mat", "matches": {"Math"}},
        {"text": "Math.hyp", "matches": {"hypot"}},
    ]
    complete_code_samples = ["1", "console.log('hello, world')", "function f(x: number) {\n  return x * 2;\n}\n\n\n"]
    incomplete_code_samples = ["function f(x: number) {\n  x * 2;", "const numbers = [1,"]
    code_generate_error = "throw new Error('a mistake')"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "'a text'", "result": "'a text'"},
        {"code": "[1, 2].map((n) => n * 2)", "result": "[ 2, 4 ]"},
    ]
    code_display_data = [
        {"code": "import * as tslab from 'tslab'; tslab.display.html('<b>bold</b>')", "mime": "text/html"},
        {"code": "import { display } from 'tslab'; display.png(new Uint8Array([1, 2]))", "mime": "image/png"},
    ]
    code_history_pattern = "6 ? 7"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.hypot"


if __name__ == "__main__":
    unittest.main()
