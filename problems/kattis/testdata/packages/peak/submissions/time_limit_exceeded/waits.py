input()
input()  # nobody says anything before a question
