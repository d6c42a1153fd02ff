"""Compiles a package's validator, in a cell of its own. compile.go calls build() with the validator's files, and says in what form
the program comes back."""
import base64
import json
import os
import subprocess

SOURCES = ".cc", ".cpp", ".cxx", ".c++", ".C"


def build(files):
    """Prints the program, or what the compiler says; or neither, where there is no compiler."""
    names = []
    for name, content in json.loads(files).items():
        os.makedirs(os.path.join("source", os.path.dirname(name)), exist_ok=True)
        with open(os.path.join("source", name), "wb") as f:
            f.write(base64.b64decode(content))
        if name.endswith(SOURCES):
            names.append(os.path.join("source", name))
    # What runs it may have no C++ library.
    command = ["g++", "-std=gnu++20", "-O2", "-static", "-w", "-fmax-errors=1", "-fno-diagnostics-show-caret", "-Isource", "-o", "program", *names]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    except FileNotFoundError:
        return print("{}")
    if done.returncode:
        return print(json.dumps({"error": done.stderr[:2000].decode("utf-8", "replace") or "the compiler failed"}))
    with open("program", "rb") as f:
        print(json.dumps({"program": base64.b64encode(f.read()).decode()}))
