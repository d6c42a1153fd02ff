create table shops (region text check (region in ('Nordmark', 'Sudmark')), open boolean);
