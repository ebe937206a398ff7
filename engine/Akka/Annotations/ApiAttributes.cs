namespace Akka.Annotations;

/// <summary>Marks a public type or member that only the engine's own assemblies should use. It may change in any release.</summary>
[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class InternalApiAttribute : Attribute;

/// <summary>Marks an engine-internal member that other engine assemblies depend on and that keeps its shape within a major version.</summary>
[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class InternalStableApiAttribute : Attribute;

/// <summary>Marks an API whose shape may still change between minor versions.</summary>
[AttributeUsage(AttributeTargets.All, Inherited = false)]
public sealed class ApiMayChangeAttribute : Attribute;

/// <summary>Marks a type that user code may refer to but must not derive from or implement.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false)]
public sealed class DoNotInheritAttribute : Attribute;
