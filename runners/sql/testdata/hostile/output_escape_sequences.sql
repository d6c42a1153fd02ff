-- expect query: answered
-- Names and values with sequences that a terminal obeys.
select E'\x1b[31m\x1b]0;owned\x07\u202e\u0085\x7f' as U&"\001b[2J\001b[1;1Haccepted\0007", E'\r\n\t\b\f' as "a
b"
