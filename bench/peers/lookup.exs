# Look-ups in a Registry of 10,000 names, one sender a core, and a message to whom was found; a second.
names = 10_000
each = 200_000
senders = System.schedulers_online()
at_hand = List.to_tuple(for i <- 0..(names - 1), do: "name#{i}")
{:ok, _} = Registry.start_link(keys: :unique, name: Names, partitions: senders)

defmodule Sink do
  def loop(count), do: receive(do: (:ball -> :counters.add(count, 1, 1); loop(count)))
end

count = :counters.new(1, [:write_concurrency])
me = self()
for i <- 0..(names - 1), do: spawn(fn -> Registry.register(Names, "name#{i}", nil); send(me, :ready); Sink.loop(count) end)
for _ <- 1..names, do: receive(do: (:ready -> :ok))

wait = fn wait, target -> if :counters.get(count, 1) < target, do: (Process.sleep(1); wait.(wait, target)) end

once = fn ->
  before = :counters.get(count, 1)
  {micros, _} = :timer.tc(fn ->
    for _ <- 1..senders do
      spawn(fn ->
        for i <- 1..each do
          [{to, _}] = Registry.lookup(Names, elem(at_hand, rem(i, names)))
          send(to, :ball)
        end
      end)
    end
    wait.(wait, before + each * senders)
  end)
  each * senders / micros * 1.0e6
end

IO.puts("lookup #{(for _ <- 1..5, do: once.()) |> Enum.sort() |> Enum.at(2)}")
