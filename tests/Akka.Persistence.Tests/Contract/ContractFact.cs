using Processes;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Akka.Persistence.Tests.Contract;

/// <summary>A test that classes inherit; skipped in classes marked with <see cref="NeedsPostgresAttribute"/> when there is no PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Akka.Persistence.Tests.Contract.ContractFactDiscoverer", "Akka.Persistence.Tests")]
public sealed class ContractFactAttribute : FactAttribute;

/// <summary>As <see cref="ContractFactAttribute"/>, with cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Akka.Persistence.Tests.Contract.ContractTheoryDiscoverer", "Akka.Persistence.Tests")]
public sealed class ContractTheoryAttribute : TheoryAttribute;

/// <summary>Marks a class whose inherited tests need a PostgreSQL server.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsPostgresAttribute : Attribute;

/// <summary>Finds <see cref="ContractFactAttribute"/>.</summary>
public sealed class ContractFactDiscoverer(IMessageSink sink) : FactDiscoverer(sink)
{
    /// <inheritdoc />
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        new ContractTestCase(DiagnosticMessageSink, discoveryOptions, testMethod);
}

/// <summary>Finds <see cref="ContractTheoryAttribute"/>.</summary>
public sealed class ContractTheoryDiscoverer(IMessageSink sink) : TheoryDiscoverer(sink)
{
    /// <inheritdoc />
    protected override IEnumerable<IXunitTestCase> CreateTestCasesForDataRow(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute, object[] dataRow) =>
        [new ContractTestCase(DiagnosticMessageSink, discoveryOptions, testMethod, dataRow)];
}

/// <summary>One of them, for one class.</summary>
public sealed class ContractTestCase : XunitTestCase
{
    /// <summary>For xunit, which restores its state.</summary>
    [Obsolete("For deserialization only.")]
    public ContractTestCase()
    {
    }

    /// <summary>Made by the discoverers.</summary>
    public ContractTestCase(IMessageSink sink, ITestFrameworkDiscoveryOptions options, ITestMethod method, object[]? arguments = null)
        : base(sink, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), method, arguments)
    {
    }

    /// <inheritdoc />
    protected override string GetSkipReason(IAttributeInfo factAttribute) =>
        TestMethod.TestClass.Class.GetCustomAttributes(typeof(NeedsPostgresAttribute)).Any() ? PostgresServer.Missing! : base.GetSkipReason(factAttribute);
}
