-- expect query: answered
-- Text of characters that are none, and of many marks on one letter.
select U&'\FFFE\+10FFFF\FEFF\200B' as a, 'a' || repeat(U&'\0301', 10000) as b
