namespace Akka.Util;

/// <summary>One of two values, the left or the right. Immutable.</summary>
/// <typeparam name="TA">Type of the left one.</typeparam>
/// <typeparam name="TB">Type of the right one.</typeparam>
public abstract class Either<TA, TB>
{
    /// <summary>For the two sides.</summary>
    /// <param name="left">The left value, or its default.</param>
    /// <param name="right">The right value, or its default.</param>
    protected Either(TA left, TB right)
    {
        Left = left;
        Right = right;
    }

    /// <summary>True for the left one.</summary>
    public abstract bool IsLeft { get; }

    /// <summary>True for the right one.</summary>
    public abstract bool IsRight { get; }

    /// <summary>The value, whichever it is.</summary>
    public object? Value => IsLeft ? Left : Right;

    /// <summary>The left value.</summary>
    protected TA Left { get; }

    /// <summary>The right value.</summary>
    protected TB Right { get; }

    /// <summary>A left value.</summary>
    /// <param name="left">The value.</param>
    public static implicit operator Either<TA, TB>(Left<TA> left) => new Left<TA, TB>(left.Value);

    /// <summary>A right value.</summary>
    /// <param name="right">The value.</param>
    public static implicit operator Either<TA, TB>(Right<TB> right) => new Right<TA, TB>(right.Value);

    /// <summary>Changes whichever value there is.</summary>
    /// <typeparam name="TRes1">New type of the left one.</typeparam>
    /// <typeparam name="TRes2">New type of the right one.</typeparam>
    /// <param name="map1">Changes the left one.</param>
    /// <param name="map2">Changes the right one.</param>
    /// <returns>The new value.</returns>
    public Either<TRes1, TRes2> Map<TRes1, TRes2>(Func<TA, TRes1> map1, Func<TB, TRes2> map2) =>
        IsLeft ? new Left<TRes1, TRes2>(map1(Left)) : new Right<TRes1, TRes2>(map2(Right));

    /// <summary>Changes a left value.</summary>
    /// <typeparam name="TRes">Its new type.</typeparam>
    /// <param name="map">Changes it.</param>
    /// <returns>The new value.</returns>
    public Either<TRes, TB> MapLeft<TRes>(Func<TA, TRes> map) => Map(map, static right => right);

    /// <summary>Changes a right value.</summary>
    /// <typeparam name="TRes">Its new type.</typeparam>
    /// <param name="map">Changes it.</param>
    /// <returns>The new value.</returns>
    public Either<TA, TRes> MapRight<TRes>(Func<TB, TRes> map) => Map(static left => left, map);

    /// <summary>Makes one value of either.</summary>
    /// <typeparam name="TRes">Its type.</typeparam>
    /// <param name="left">Makes it of a left one.</param>
    /// <param name="right">Makes it of a right one.</param>
    /// <returns>The value.</returns>
    public TRes Fold<TRes>(Func<TA, TRes> left, Func<TB, TRes> right) => IsLeft ? left(Left) : right(Right);

    /// <summary>The left side.</summary>
    /// <returns>It holds the default when this is the right one.</returns>
    public Left<TA, TB> ToLeft() => new(Left);

    /// <summary>The right side.</summary>
    /// <returns>It holds the default when this is the left one.</returns>
    public Right<TA, TB> ToRight() => new(Right);
}

/// <summary>Makes either one, the other type left open.</summary>
public static class Either
{
    /// <summary>A left value.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>The value, ready to convert.</returns>
    public static Left<T> Left<T>(T value) => new(value);

    /// <summary>A right value.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>The value, ready to convert.</returns>
    public static Right<T> Right<T>(T value) => new(value);
}

/// <summary>The left one of two.</summary>
/// <typeparam name="TA">Its type.</typeparam>
/// <typeparam name="TB">Type of the other.</typeparam>
public class Left<TA, TB> : Either<TA, TB>
{
    /// <summary>Holds a value.</summary>
    /// <param name="a">The value.</param>
    public Left(TA a) : base(a, default!)
    {
    }

    /// <inheritdoc/>
    public override bool IsLeft => true;

    /// <inheritdoc/>
    public override bool IsRight => false;

    /// <summary>The value.</summary>
    public new TA Value => Left;
}

/// <summary>The right one of two.</summary>
/// <typeparam name="TA">Type of the other.</typeparam>
/// <typeparam name="TB">Its type.</typeparam>
public class Right<TA, TB> : Either<TA, TB>
{
    /// <summary>Holds a value.</summary>
    /// <param name="b">The value.</param>
    public Right(TB b) : base(default!, b)
    {
    }

    /// <inheritdoc/>
    public override bool IsLeft => false;

    /// <inheritdoc/>
    public override bool IsRight => true;

    /// <summary>The value.</summary>
    public new TB Value => Right;
}

/// <summary>A left value whose other type is not known yet.</summary>
/// <typeparam name="T">Its type.</typeparam>
public class Left<T>
{
    /// <summary>Holds a value.</summary>
    /// <param name="value">The value.</param>
    public Left(T value) => Value = value;

    /// <summary>True.</summary>
    public bool IsLeft => true;

    /// <summary>False.</summary>
    public bool IsRight => false;

    /// <summary>The value.</summary>
    public T Value { get; }
}

/// <summary>A right value whose other type is not known yet.</summary>
/// <typeparam name="T">Its type.</typeparam>
public class Right<T>
{
    /// <summary>Holds a value.</summary>
    /// <param name="value">The value.</param>
    public Right(T value) => Value = value;

    /// <summary>False.</summary>
    public bool IsLeft => false;

    /// <summary>True.</summary>
    public bool IsRight => true;

    /// <summary>The value.</summary>
    public T Value { get; }
}
