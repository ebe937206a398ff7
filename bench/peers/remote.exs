# Two BEAM nodes on loopback, a window of 1,000: messages a second one way, and one round trip after the other in microseconds.
# Started as a node: elixir --sname NAME.
{:ok, _peer, node} = :peer.start_link(%{name: :peer.random_name()})

# The other node has no module of a script until it is sent there.
[{module, binary}] = Code.compile_string("""
defmodule Far do
  def sink(from, count) do
    receive do
      _ when count == 99 -> send(from, {:came, 100}); sink(from, 0)
      _ -> sink(from, count + 1)
    end
  end

  def echo do
    receive do
      {from, message} -> send(from, message)
    end
    echo()
  end
end
""")
{:module, ^module} = :erpc.call(node, :code, :load_binary, [module, 'far.ex', binary])

defmodule Near do
  def run(_, _, count, count, count), do: :ok
  def run(to, message, count, sent, answered) when sent < count and sent - answered < 1000 do
    send(to, message)
    run(to, message, count, sent + 1, answered)
  end
  def run(to, message, count, sent, answered) do
    receive do
      {:came, n} -> run(to, message, count, sent, answered + n)
    end
  end

  def rate(to, message, count) do
    {micros, _} = :timer.tc(fn -> run(to, message, count, 0, 0) end)
    count / micros * 1.0e6
  end
end

sink = Node.spawn(node, module, :sink, [self(), 0])
median = fn work -> (for _ <- 1..3, do: work.()) |> Enum.sort() |> Enum.at(1) end
for {name, message} <- [
      {"one_way_tuple", {:order, 7, :new, "body"}},
      {"one_way_100", :binary.copy("x", 100)},
      {"one_way_1000", :binary.copy("x", 1000)}
    ] do
  Near.rate(sink, message, 50_000)
  IO.puts("#{name} #{median.(fn -> Near.rate(sink, message, 200_000) end)}")
end

echo = Node.spawn(node, module, :echo, [])
message = :binary.copy("x", 100)
trip = fn ->
  started = :erlang.monotonic_time(:nanosecond)
  send(echo, {self(), message})
  receive do
    ^message -> (:erlang.monotonic_time(:nanosecond) - started) / 1000
  end
end
trips = for(_ <- 1..6_000, do: trip.()) |> Enum.drop(1_000) |> Enum.sort()
IO.puts("trip_p50 #{Enum.at(trips, 2_500)}")
IO.puts("trip_p99 #{Enum.at(trips, 4_950)}")
