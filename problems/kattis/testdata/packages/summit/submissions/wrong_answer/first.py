input()
print("? 1")
input()
print("! 1")
