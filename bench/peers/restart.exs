# From a crash of a supervised GenServer to the next message handled by its successor, one at a time with a pause: microseconds.
Logger.configure(level: :none)

defmodule Worker do
  use GenServer
  def start_link(report), do: GenServer.start_link(__MODULE__, report, name: Worker)
  def init(report), do: (send(report, {:up, self()}); {:ok, report})
  def handle_cast({:crash, table}, _), do: (:ets.insert(table, {:thrown, :erlang.monotonic_time(:nanosecond)}); raise("crash"))
  def handle_cast({:probe, table}, report) do
    [{_, thrown}] = :ets.lookup(table, :thrown)
    send(report, {:handled, :erlang.monotonic_time(:nanosecond) - thrown})
    {:noreply, report}
  end
end

table = :ets.new(:times, [:public])
{:ok, _} = Supervisor.start_link([{Worker, self()}], strategy: :one_for_one, max_restarts: 1_000_000, max_seconds: 1)
receive(do: ({:up, _} -> :ok))

once = fn ->
  GenServer.cast(Worker, {:crash, table})
  receive(do: ({:up, pid} -> GenServer.cast(pid, {:probe, table})))
  nanos = receive(do: ({:handled, nanos} -> nanos))
  Process.sleep(1)
  nanos / 1000
end

for _ <- 1..200, do: once.()
sorted = (for _ <- 1..1_000, do: once.()) |> Enum.sort()
IO.puts("restart_p50 #{Enum.at(sorted, 500)}")
IO.puts("restart_p99 #{Enum.at(sorted, 990)}")
