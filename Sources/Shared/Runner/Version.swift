/// The version of the suite; the programs of one pod should have the same.
package let suiteVersion = "0.1.0"
