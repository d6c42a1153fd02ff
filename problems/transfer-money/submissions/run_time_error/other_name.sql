-- Mistake: the function has another name.
create function transfer_money(source integer, target integer, amount numeric) returns boolean
language sql as 'select false';
