-- expect query: raised no_result
-- Makes a database that stays.
create database mine template template1
