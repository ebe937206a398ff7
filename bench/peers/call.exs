# GenServer.call: one caller, and 100 at once; calls a second.
defmodule Server do
  use GenServer
  def init(state), do: {:ok, state}
  def handle_call(message, _, state), do: {:reply, message, state}
end

{:ok, server} = GenServer.start_link(Server, nil)
call = fn call, left -> if left > 0, do: (GenServer.call(server, :ball); call.(call, left - 1)) end

callers = fn callers, each ->
  {micros, _} = :timer.tc(fn ->
    (for _ <- 1..callers, do: Task.async(fn -> call.(call, each) end)) |> Task.await_many(:infinity)
  end)
  callers * each / micros * 1.0e6
end

median = fn work -> (for _ <- 1..5, do: work.()) |> Enum.sort() |> Enum.at(2) end
IO.puts("ask_one #{median.(fn -> callers.(1, 200_000) end)}")
IO.puts("ask_many #{median.(fn -> callers.(100, 4_000) end)}")
