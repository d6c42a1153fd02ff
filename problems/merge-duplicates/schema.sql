create table customers (
  id      integer primary key,
  email   text,
  phone   text,
  created date not null
);

create table orders (
  id          integer primary key,
  customer_id integer not null references customers (id),
  total       numeric(10, 2) not null
);

create index orders_customer_id on orders (customer_id);
