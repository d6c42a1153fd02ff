create table customers (id integer primary key, name text not null unique, since date);
create table orders (id integer primary key, customer integer not null references customers, total numeric(10, 2) not null);
