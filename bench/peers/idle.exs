# 1,000,000 idle processes: seconds until all have started, and bytes of each with everything counted.
count = 1_000_000

defmodule Idle do
  def start(parent), do: (send(parent, :started); wait())
  defp wait, do: receive(do: (:stop -> :ok))
end

wait = fn wait, left -> if left > 0, do: receive(do: (:started -> wait.(wait, left - 1))) end

run = fn ->
  :erlang.garbage_collect()
  before = :erlang.memory(:total)
  me = self()
  {micros, pids} = :timer.tc(fn ->
    pids = for _ <- 1..count, do: spawn(Idle, :start, [me])
    wait.(wait, count)
    pids
  end)
  :erlang.garbage_collect()
  bytes = (:erlang.memory(:total) - before) / count
  refs = for pid <- pids, do: (ref = Process.monitor(pid); send(pid, :stop); ref)
  for ref <- refs, do: receive(do: ({:DOWN, ^ref, _, _, _} -> :ok))
  {micros / 1.0e6, bytes}
end

runs = [run.()] # once: a run takes longer than all of ours together
median = fn list -> list |> Enum.sort() |> Enum.at(div(length(list), 2)) end
IO.puts("idle_seconds #{median.(Enum.map(runs, &elem(&1, 0)))}")
IO.puts("idle_bytes #{median.(Enum.map(runs, &elem(&1, 1)))}")
