# Messages a second: ping-pong of 1 and of 4 pairs with 100 in flight each, and one process flooded by one other.
defmodule Tell do
  def echo, do: receive(do: ({from, :ball} -> (send(from, {self(), :ball}); echo())))

  def pinger(report, count) do
    partner = spawn(&echo/0)
    for _ <- 1..min(100, count), do: send(partner, {self(), :ball})
    rally(partner, count - min(100, count), count)
    Process.exit(partner, :kill)
    send(report, :done)
  end

  defp rally(_, _, 0), do: :ok
  defp rally(partner, to_send, to_come) do
    receive do
      {_, :ball} ->
        if to_send > 0, do: send(partner, {self(), :ball})
        rally(partner, max(to_send - 1, 0), to_come - 1)
    end
  end

  def counter(report, 0), do: send(report, :done)
  def counter(report, left), do: receive(do: (:ball -> counter(report, left - 1)))

  def flood(_, 0), do: :ok
  def flood(to, left), do: (send(to, :ball); flood(to, left - 1))
end

pairs = fn pairs, total ->
  me = self()
  each = div(total, 2 * pairs)
  {micros, _} = :timer.tc(fn ->
    for _ <- 1..pairs, do: spawn(fn -> Tell.pinger(me, each) end)
    for _ <- 1..pairs, do: receive(do: (:done -> :ok))
  end)
  each * pairs * 2 / micros * 1.0e6
end

flood = fn total ->
  me = self()
  to = spawn(fn -> Tell.counter(me, total) end)
  {micros, _} = :timer.tc(fn -> (Tell.flood(to, total); receive(do: (:done -> :ok))) end)
  total / micros * 1.0e6
end

median = fn work -> (for _ <- 1..5, do: work.()) |> Enum.sort() |> Enum.at(2) end
IO.puts("tell_pair #{median.(fn -> pairs.(1, 1_000_000) end)}")
IO.puts("tell_pairs #{median.(fn -> pairs.(4, 1_000_000) end)}")
IO.puts("tell_flood #{median.(fn -> flood.(2_000_000) end)}")
