# A function over a million numbers by Task.async_stream, in chunks of 1,000; items a second.
items = Enum.to_list(0..999_999)

once = fn ->
  {micros, _} = :timer.tc(fn ->
    items
    |> Enum.chunk_every(1_000)
    |> Task.async_stream(fn chunk -> Enum.map(chunk, &(&1 * &1 + 1)) end)
    |> Enum.flat_map(fn {:ok, part} -> part end)
  end)
  1_000_000 / micros * 1.0e6
end

IO.puts("map #{(for _ <- 1..5, do: once.()) |> Enum.sort() |> Enum.at(2)}")
