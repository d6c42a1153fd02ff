print("\x1b[31mred", input())
raise SystemExit(3)
