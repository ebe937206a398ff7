using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Akka.Actor;

/// <summary>Asks the processor to fetch memory that will soon be needed, where it can be asked. Ten thousand actors that get a message each do not fit into its caches.</summary>
internal static class Prefetch
{
    /// <summary>Asks for the line so many bytes behind the beginning of an object. The object may move meanwhile: a hint at an address that is not right any more is just useless.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Line(object target, int offset)
    {
        if (Sse.IsSupported) Sse.Prefetch0((byte*)Unsafe.As<object, nint>(ref target) + offset);
    }
}
