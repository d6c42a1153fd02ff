create table orders (
  id          integer primary key,
  customer_id integer not null,
  number      integer not null,
  placed_at   timestamp not null,
  status      text not null,
  total       numeric(10, 2) not null
);
