create table accounts (
  id      integer primary key,
  balance numeric(12, 2) not null check (balance >= 0)
);
